/** Parameters, component descriptions and file transfer. */
export const parameters = `
20 PARAM_REQUEST_READ
  target_system:u8 target_component:u8 param_id:char[16] param_index:i16
21 PARAM_REQUEST_LIST
  target_system:u8 target_component:u8
22 PARAM_VALUE
  param_id:char[16] param_value:f32 param_type:u8 param_count:u16 param_index:u16
23 PARAM_SET
  target_system:u8 target_component:u8 param_id:char[16] param_value:f32 param_type:u8
110 FILE_TRANSFER_PROTOCOL
  target_network:u8 target_system:u8 target_component:u8 payload:u8[251]
320 PARAM_EXT_REQUEST_READ
  target_system:u8 target_component:u8 param_id:char[16] param_index:i16
321 PARAM_EXT_REQUEST_LIST
  target_system:u8 target_component:u8
322 PARAM_EXT_VALUE
  param_id:char[16] param_value:char[128] param_type:u8 param_count:u16 param_index:u16
323 PARAM_EXT_SET
  target_system:u8 target_component:u8 param_id:char[16] param_value:char[128] param_type:u8
324 PARAM_EXT_ACK
  param_id:char[16] param_value:char[128] param_type:u8 param_result:u8
345 PARAM_ERROR
  target_system:u8 target_component:u8 param_id:char[16] param_index:i16 error:u8
395 COMPONENT_INFORMATION
  time_boot_ms:u32@ms general_metadata_file_crc:u32 general_metadata_uri:char[100] peripherals_metadata_file_crc:u32
  peripherals_metadata_uri:char[100]
396 COMPONENT_INFORMATION_BASIC
  capabilities:u64 time_boot_ms:u32@ms time_manufacture_s:u32@s vendor_name:char[32] model_name:char[32]
  software_version:char[24] hardware_version:char[24] serial_number:char[32]
397 COMPONENT_METADATA
  time_boot_ms:u32@ms file_crc:u32 uri:char[100]
`;

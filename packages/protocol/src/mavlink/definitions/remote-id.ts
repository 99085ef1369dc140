/** Open Drone ID (ASTM F3411). */
export const remoteId = `
12900 OPEN_DRONE_ID_BASIC_ID
  target_system:u8 target_component:u8 id_or_mac:u8[20] id_type:u8 ua_type:u8 uas_id:u8[20]
12901 OPEN_DRONE_ID_LOCATION
  target_system:u8 target_component:u8 id_or_mac:u8[20] status:u8 direction:u16@cdeg speed_horizontal:u16@cm/s
  speed_vertical:i16@cm/s latitude:i32@degE7 longitude:i32@degE7 altitude_barometric:f32@m altitude_geodetic:f32@m
  height_reference:u8 height:f32@m horizontal_accuracy:u8 vertical_accuracy:u8 barometer_accuracy:u8 speed_accuracy:u8
  timestamp:f32@s timestamp_accuracy:u8
12902 OPEN_DRONE_ID_AUTHENTICATION
  target_system:u8 target_component:u8 id_or_mac:u8[20] authentication_type:u8 data_page:u8 last_page_index:u8
  length:u8@bytes timestamp:u32@s authentication_data:u8[23]
12903 OPEN_DRONE_ID_SELF_ID
  target_system:u8 target_component:u8 id_or_mac:u8[20] description_type:u8 description:char[23]
12904 OPEN_DRONE_ID_SYSTEM
  target_system:u8 target_component:u8 id_or_mac:u8[20] operator_location_type:u8 classification_type:u8
  operator_latitude:i32@degE7 operator_longitude:i32@degE7 area_count:u16 area_radius:u16@m area_ceiling:f32@m
  area_floor:f32@m category_eu:u8 class_eu:u8 operator_altitude_geo:f32@m timestamp:u32@s
12905 OPEN_DRONE_ID_OPERATOR_ID
  target_system:u8 target_component:u8 id_or_mac:u8[20] operator_id_type:u8 operator_id:char[20]
12915 OPEN_DRONE_ID_MESSAGE_PACK
  target_system:u8 target_component:u8 id_or_mac:u8[20] single_message_size:u8@bytes msg_pack_size:u8 messages:u8[225]
12918 OPEN_DRONE_ID_ARM_STATUS
  status:u8 error:char[50]
12919 OPEN_DRONE_ID_SYSTEM_UPDATE
  target_system:u8 target_component:u8 operator_latitude:i32@degE7 operator_longitude:i32@degE7
  operator_altitude_geo:f32@m timestamp:u32@s
`;

/** Text, events and values meant for people or for debugging. */
export const text = `
130 DATA_TRANSMISSION_HANDSHAKE
  type:u8 size:u32@bytes width:u16 height:u16 packets:u16 payload:u8@bytes jpg_quality:u8@%
131 ENCAPSULATED_DATA
  seqnr:u16 data:u8[253]
169 DATA16
  type:u8 len:u8@bytes data:u8[16]
170 DATA32
  type:u8 len:u8@bytes data:u8[32]
171 DATA64
  type:u8 len:u8@bytes data:u8[64]
172 DATA96
  type:u8 len:u8@bytes data:u8[96]
248 V2_EXTENSION
  target_network:u8 target_system:u8 target_component:u8 message_type:u16 payload:u8[249]
249 MEMORY_VECT
  address:u16 ver:u8 type:u8 value:i8[32]
250 DEBUG_VECT
  name:char[10] time_usec:u64@us x:f32 y:f32 z:f32
251 NAMED_VALUE_FLOAT
  time_boot_ms:u32@ms name:char[10] value:f32
252 NAMED_VALUE_INT
  time_boot_ms:u32@ms name:char[10] value:i32
253 STATUSTEXT
  severity:u8 text:char[50] + id:u16 chunk_seq:u8
254 DEBUG
  time_boot_ms:u32@ms ind:u8 value:f32
350 DEBUG_FLOAT_ARRAY
  time_usec:u64@us name:char[10] array_id:u16 + data:f32[58]
385 TUNNEL
  target_system:u8 target_component:u8 payload_type:u16 payload_length:u8 payload:u8[128]
400 PLAY_TUNE_V2
  target_system:u8 target_component:u8 format:u32 tune:char[248]
410 EVENT
  destination_component:u8 destination_system:u8 id:u32 event_time_boot_ms:u32@ms sequence:u16 log_levels:u8
  arguments:u8[40]
411 CURRENT_EVENT_SEQUENCE
  sequence:u16 flags:u8
412 REQUEST_EVENT
  target_system:u8 target_component:u8 first_sequence:u16 last_sequence:u16
413 RESPONSE_EVENT_ERROR
  target_system:u8 target_component:u8 sequence:u16 sequence_oldest_available:u16 reason:u8
`;

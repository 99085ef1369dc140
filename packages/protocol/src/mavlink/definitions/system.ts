/** Heartbeat, health, time, identity and control ownership. */
export const system = `
0 HEARTBEAT
  type:u8 autopilot:u8 base_mode:u8 custom_mode:u32 system_status:u8 mavlink_version:u8
1 SYS_STATUS
  onboard_control_sensors_present:u32 onboard_control_sensors_enabled:u32 onboard_control_sensors_health:u32
  load:u16@d% voltage_battery:u16@mV current_battery:i16@cA battery_remaining:i8@% drop_rate_comm:u16@c%
  errors_comm:u16 errors_count1:u16 errors_count2:u16 errors_count3:u16 errors_count4:u16
  + onboard_control_sensors_present_extended:u32 onboard_control_sensors_enabled_extended:u32
  onboard_control_sensors_health_extended:u32
2 SYSTEM_TIME
  time_unix_usec:u64@us time_boot_ms:u32@ms
4 PING
  time_usec:u64@us seq:u32 target_system:u8 target_component:u8
5 CHANGE_OPERATOR_CONTROL
  target_system:u8 control_request:u8 version:u8 passkey:char[25]
6 CHANGE_OPERATOR_CONTROL_ACK
  gcs_system_id:u8 control_request:u8 ack:u8
8 LINK_NODE_STATUS
  timestamp:u64@ms tx_buf:u8@% rx_buf:u8@% tx_rate:u32@bytes/s rx_rate:u32@bytes/s rx_parse_err:u16@bytes
  tx_overflows:u16@bytes rx_overflows:u16@bytes messages_sent:u32 messages_received:u32 messages_lost:u32
11 SET_MODE
  target_system:u8 base_mode:u8 custom_mode:u32
66 REQUEST_DATA_STREAM
  target_system:u8 target_component:u8 req_stream_id:u8 req_message_rate:u16@Hz start_stop:u8
67 DATA_STREAM
  stream_id:u8 message_rate:u16@Hz on_off:u8
111 TIMESYNC
  tc1:i64@ns ts1:i64@ns + target_system:u8 target_component:u8
148 AUTOPILOT_VERSION
  capabilities:u64 flight_sw_version:u32 middleware_sw_version:u32 os_sw_version:u32 board_version:u32
  flight_custom_version:u8[8] middleware_custom_version:u8[8] os_custom_version:u8[8] vendor_id:u16 product_id:u16
  uid:id64 + uid2:u8[18]
183 AUTOPILOT_VERSION_REQUEST
  target_system:u8 target_component:u8
244 MESSAGE_INTERVAL
  message_id:u16 interval_us:i32@us
245 EXTENDED_SYS_STATE
  vtol_state:u8 landed_state:u8
256 SETUP_SIGNING
  target_system:u8 target_component:u8 secret_key:u8[32] initial_timestamp:u64
300 PROTOCOL_VERSION
  version:u16 min_version:u16 max_version:u16 spec_version_hash:u8[8] library_version_hash:u8[8]
435 AVAILABLE_MODES
  number_modes:u8 mode_index:u8 standard_mode:u8 custom_mode:u32 properties:u32 mode_name:char[35]
436 CURRENT_MODE
  standard_mode:u8 custom_mode:u32 intended_custom_mode:u32
437 AVAILABLE_MODES_MONITOR
  seq:u8
512 CONTROL_STATUS
  flags:u8 gcs_main:u8 gcs_secondary:u8[10]
`;

/** Radios, cellular modems, serial ports and on-board logs. */
export const link = `
109 RADIO_STATUS
  rssi:u8 remrssi:u8 txbuf:u8@% noise:u8 remnoise:u8 rxerrors:u16 fixed:u16
117 LOG_REQUEST_LIST
  target_system:u8 target_component:u8 start:u16 end:u16
118 LOG_ENTRY
  id:u16 num_logs:u16 last_log_num:u16 time_utc:u32@s size:u32@bytes
119 LOG_REQUEST_DATA
  target_system:u8 target_component:u8 id:u16 ofs:u32 count:u32@bytes
120 LOG_DATA
  id:u16 ofs:u32 count:u8@bytes data:u8[90]
121 LOG_ERASE
  target_system:u8 target_component:u8
122 LOG_REQUEST_END
  target_system:u8 target_component:u8
126 SERIAL_CONTROL
  device:u8 flags:u8 timeout:u16@ms baudrate:u32@bits/s count:u8@bytes data:u8[70] + target_system:u8
  target_component:u8
166 RADIO
  rssi:u8 remrssi:u8 txbuf:u8@% noise:u8 remnoise:u8 rxerrors:u16 fixed:u16
184 REMOTE_LOG_DATA_BLOCK
  target_system:u8 target_component:u8 seqno:u32 data:u8[200]
185 REMOTE_LOG_BLOCK_STATUS
  target_system:u8 target_component:u8 seqno:u32 status:u8
266 LOGGING_DATA
  target_system:u8 target_component:u8 sequence:u16 length:u8@bytes first_message_offset:u8@bytes data:u8[249]
267 LOGGING_DATA_ACKED
  target_system:u8 target_component:u8 sequence:u16 length:u8@bytes first_message_offset:u8@bytes data:u8[249]
268 LOGGING_ACK
  target_system:u8 target_component:u8 sequence:u16
334 CELLULAR_STATUS
  status:u8 failure_reason:u8 type:u8 quality:u8 mcc:u16 mnc:u16 lac:u16 + id:u8
  link_tx_rate:u32@KiB/s link_rx_rate:u32@KiB/s cell_tower_id:char[9] band_number:u8 band_frequency:f32@MHz
  channel_number:u32 rx_level:f32@dBm tx_level:f32@dBm rx_quality:f32@dBm sinr:f32@dB
`;

/** Servos, remote-control channels, motors and their controllers. */
export const actuators = `
34 RC_CHANNELS_SCALED
  time_boot_ms:u32@ms port:u8 chan1_scaled:i16 chan2_scaled:i16 chan3_scaled:i16 chan4_scaled:i16 chan5_scaled:i16
  chan6_scaled:i16 chan7_scaled:i16 chan8_scaled:i16 rssi:u8
35 RC_CHANNELS_RAW
  time_boot_ms:u32@ms port:u8 chan1_raw:u16@us chan2_raw:u16@us chan3_raw:u16@us chan4_raw:u16@us chan5_raw:u16@us
  chan6_raw:u16@us chan7_raw:u16@us chan8_raw:u16@us rssi:u8
36 SERVO_OUTPUT_RAW
  time_usec:u32@us port:u8 servo1_raw:u16@us servo2_raw:u16@us servo3_raw:u16@us servo4_raw:u16@us servo5_raw:u16@us
  servo6_raw:u16@us servo7_raw:u16@us servo8_raw:u16@us + servo9_raw:u16@us servo10_raw:u16@us servo11_raw:u16@us
  servo12_raw:u16@us servo13_raw:u16@us servo14_raw:u16@us servo15_raw:u16@us servo16_raw:u16@us
65 RC_CHANNELS
  time_boot_ms:u32@ms chancount:u8 chan1_raw:u16@us chan2_raw:u16@us chan3_raw:u16@us chan4_raw:u16@us
  chan5_raw:u16@us chan6_raw:u16@us chan7_raw:u16@us chan8_raw:u16@us chan9_raw:u16@us chan10_raw:u16@us
  chan11_raw:u16@us chan12_raw:u16@us chan13_raw:u16@us chan14_raw:u16@us chan15_raw:u16@us chan16_raw:u16@us
  chan17_raw:u16@us chan18_raw:u16@us rssi:u8
70 RC_CHANNELS_OVERRIDE
  target_system:u8 target_component:u8 chan1_raw:u16@us chan2_raw:u16@us chan3_raw:u16@us chan4_raw:u16@us
  chan5_raw:u16@us chan6_raw:u16@us chan7_raw:u16@us chan8_raw:u16@us + chan9_raw:u16@us chan10_raw:u16@us
  chan11_raw:u16@us chan12_raw:u16@us chan13_raw:u16@us chan14_raw:u16@us chan15_raw:u16@us chan16_raw:u16@us
  chan17_raw:u16@us chan18_raw:u16@us
226 RPM
  rpm1:f32 rpm2:f32
290 ESC_INFO
  index:u8 time_usec:u64@us counter:u16 count:u8 connection_type:u8 info:u8 failure_flags:u16[4] error_count:u32[4]
  temperature:i16[4]@cdegC
291 ESC_STATUS
  index:u8 time_usec:u64@us rpm:i32[4]@rpm voltage:f32[4]@V current:f32[4]@A
339 RAW_RPM
  index:u8 frequency:f32@rpm
375 ACTUATOR_OUTPUT_STATUS
  time_usec:u64@us active:u32 actuator:f32[32]
11030 ESC_TELEMETRY_1_TO_4
  temperature:u8[4]@degC voltage:u16[4]@cV current:u16[4]@cA totalcurrent:u16[4]@mAh rpm:u16[4]@rpm count:u16[4]
11031 ESC_TELEMETRY_5_TO_8
  temperature:u8[4]@degC voltage:u16[4]@cV current:u16[4]@cA totalcurrent:u16[4]@mAh rpm:u16[4]@rpm count:u16[4]
11032 ESC_TELEMETRY_9_TO_12
  temperature:u8[4]@degC voltage:u16[4]@cV current:u16[4]@cA totalcurrent:u16[4]@mAh rpm:u16[4]@rpm count:u16[4]
`;

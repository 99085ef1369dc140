/** Commands and their acknowledgement, manual control. */
export const command = `
69 MANUAL_CONTROL
  target:u8 x:i16 y:i16 z:i16 r:i16 buttons:u16 + buttons2:u16 enabled_extensions:u8 s:i16 t:i16
  aux1:i16 aux2:i16 aux3:i16 aux4:i16 aux5:i16 aux6:i16
75 COMMAND_INT
  target_system:u8 target_component:u8 frame:u8 command:u16 current:u8 autocontinue:u8
  param1:f32 param2:f32 param3:f32 param4:f32 x:i32 y:i32 z:f32
76 COMMAND_LONG
  target_system:u8 target_component:u8 command:u16 confirmation:u8
  param1:f32 param2:f32 param3:f32 param4:f32 param5:f32 param6:f32 param7:f32
77 COMMAND_ACK
  command:u16 result:u8 + progress:u8@% result_param2:i32 target_system:u8 target_component:u8
80 COMMAND_CANCEL
  target_system:u8 target_component:u8 command:u16
81 MANUAL_SETPOINT
  time_boot_ms:u32@ms roll:f32@rad/s pitch:f32@rad/s yaw:f32@rad/s thrust:f32 mode_switch:u8
  manual_override_switch:u8
257 BUTTON_CHANGE
  time_boot_ms:u32@ms last_change_ms:u32@ms state:u8
`;

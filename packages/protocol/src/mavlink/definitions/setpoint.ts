/** Guided and offboard targets. */
export const setpoint = `
82 SET_ATTITUDE_TARGET
  time_boot_ms:u32@ms target_system:u8 target_component:u8 type_mask:u8 q:f32[4] body_roll_rate:f32@rad/s
  body_pitch_rate:f32@rad/s body_yaw_rate:f32@rad/s thrust:f32 + thrust_body:f32[3]
83 ATTITUDE_TARGET
  time_boot_ms:u32@ms type_mask:u8 q:f32[4] body_roll_rate:f32@rad/s body_pitch_rate:f32@rad/s
  body_yaw_rate:f32@rad/s thrust:f32
84 SET_POSITION_TARGET_LOCAL_NED
  time_boot_ms:u32@ms target_system:u8 target_component:u8 coordinate_frame:u8 type_mask:u16 x:f32@m y:f32@m z:f32@m
  vx:f32@m/s vy:f32@m/s vz:f32@m/s afx:f32@m/s/s afy:f32@m/s/s afz:f32@m/s/s yaw:f32@rad yaw_rate:f32@rad/s
85 POSITION_TARGET_LOCAL_NED
  time_boot_ms:u32@ms coordinate_frame:u8 type_mask:u16 x:f32@m y:f32@m z:f32@m
  vx:f32@m/s vy:f32@m/s vz:f32@m/s afx:f32@m/s/s afy:f32@m/s/s afz:f32@m/s/s yaw:f32@rad yaw_rate:f32@rad/s
86 SET_POSITION_TARGET_GLOBAL_INT
  time_boot_ms:u32@ms target_system:u8 target_component:u8 coordinate_frame:u8 type_mask:u16 lat_int:i32@degE7
  lon_int:i32@degE7 alt:f32@m vx:f32@m/s vy:f32@m/s vz:f32@m/s afx:f32@m/s/s afy:f32@m/s/s afz:f32@m/s/s
  yaw:f32@rad yaw_rate:f32@rad/s
87 POSITION_TARGET_GLOBAL_INT
  time_boot_ms:u32@ms coordinate_frame:u8 type_mask:u16 lat_int:i32@degE7 lon_int:i32@degE7 alt:f32@m
  vx:f32@m/s vy:f32@m/s vz:f32@m/s afx:f32@m/s/s afy:f32@m/s/s afz:f32@m/s/s yaw:f32@rad yaw_rate:f32@rad/s
139 SET_ACTUATOR_CONTROL_TARGET
  time_usec:u64@us group_mlx:u8 target_system:u8 target_component:u8 controls:f32[8]
140 ACTUATOR_CONTROL_TARGET
  time_usec:u64@us group_mlx:u8 controls:f32[8]
144 FOLLOW_TARGET
  timestamp:u64@ms est_capabilities:u8 lat:i32@degE7 lon:i32@degE7 alt:f32@m vel:f32[3]@m/s acc:f32[3]@m/s/s
  attitude_q:f32[4] rates:f32[3] position_cov:f32[3] custom_state:u64
149 LANDING_TARGET
  time_usec:u64@us target_num:u8 frame:u8 angle_x:f32@rad angle_y:f32@rad distance:f32@m size_x:f32@rad size_y:f32@rad
  + x:f32@m y:f32@m z:f32@m q:f32[4] type:u8 position_valid:u8
354 SET_VELOCITY_LIMITS
  target_system:u8 target_component:u8 horizontal_speed_limit:f32@m/s vertical_speed_limit:f32@m/s
  yaw_rate_limit:f32@rad/s
355 VELOCITY_LIMITS
  horizontal_speed_limit:f32@m/s vertical_speed_limit:f32@m/s yaw_rate_limit:f32@rad/s
360 ORBIT_EXECUTION_STATUS
  time_usec:u64@us radius:f32@m frame:u8 x:i32 y:i32 z:f32@m
380 TIME_ESTIMATE_TO_TARGET
  safe_return:i32@s land:i32@s mission_next_item:i32@s mission_end:i32@s commanded_action:i32@s
`;

/** Where the vehicle is and how it moves, as it estimates it. */
export const position = `
30 ATTITUDE
  time_boot_ms:u32@ms roll:f32@rad pitch:f32@rad yaw:f32@rad rollspeed:f32@rad/s pitchspeed:f32@rad/s yawspeed:f32@rad/s
31 ATTITUDE_QUATERNION
  time_boot_ms:u32@ms q1:f32 q2:f32 q3:f32 q4:f32 rollspeed:f32@rad/s pitchspeed:f32@rad/s yawspeed:f32@rad/s
  + repr_offset_q:f32[4]
32 LOCAL_POSITION_NED
  time_boot_ms:u32@ms x:f32@m y:f32@m z:f32@m vx:f32@m/s vy:f32@m/s vz:f32@m/s
33 GLOBAL_POSITION_INT
  time_boot_ms:u32@ms lat:i32@degE7 lon:i32@degE7 alt:i32@mm relative_alt:i32@mm vx:i16@cm/s vy:i16@cm/s vz:i16@cm/s
  hdg:u16@cdeg
61 ATTITUDE_QUATERNION_COV
  time_usec:u64@us q:f32[4] rollspeed:f32@rad/s pitchspeed:f32@rad/s yawspeed:f32@rad/s covariance:f32[9]
62 NAV_CONTROLLER_OUTPUT
  nav_roll:f32@deg nav_pitch:f32@deg nav_bearing:i16@deg target_bearing:i16@deg wp_dist:u16@m alt_error:f32@m
  aspd_error:f32@m/s xtrack_error:f32@m
63 GLOBAL_POSITION_INT_COV
  time_usec:u64@us estimator_type:u8 lat:i32@degE7 lon:i32@degE7 alt:i32@mm relative_alt:i32@mm vx:f32@m/s vy:f32@m/s
  vz:f32@m/s covariance:f32[36]
64 LOCAL_POSITION_NED_COV
  time_usec:u64@us estimator_type:u8 x:f32@m y:f32@m z:f32@m vx:f32@m/s vy:f32@m/s vz:f32@m/s ax:f32@m/s/s ay:f32@m/s/s
  az:f32@m/s/s covariance:f32[45]
74 VFR_HUD
  airspeed:f32@m/s groundspeed:f32@m/s heading:i16@deg throttle:u16@% alt:f32@m climb:f32@m/s
89 LOCAL_POSITION_NED_SYSTEM_GLOBAL_OFFSET
  time_boot_ms:u32@ms x:f32@m y:f32@m z:f32@m roll:f32@rad pitch:f32@rad yaw:f32@rad
141 ALTITUDE
  time_usec:u64@us altitude_monotonic:f32@m altitude_amsl:f32@m altitude_local:f32@m altitude_relative:f32@m
  altitude_terrain:f32@m bottom_clearance:f32@m
146 CONTROL_SYSTEM_STATE
  time_usec:u64@us x_acc:f32@m/s/s y_acc:f32@m/s/s z_acc:f32@m/s/s x_vel:f32@m/s y_vel:f32@m/s z_vel:f32@m/s x_pos:f32@m
  y_pos:f32@m z_pos:f32@m airspeed:f32@m/s vel_variance:f32[3] pos_variance:f32[3] q:f32[4] roll_rate:f32@rad/s
  pitch_rate:f32@rad/s yaw_rate:f32@rad/s
331 ODOMETRY
  time_usec:u64@us frame_id:u8 child_frame_id:u8 x:f32@m y:f32@m z:f32@m q:f32[4] vx:f32@m/s vy:f32@m/s vz:f32@m/s
  rollspeed:f32@rad/s pitchspeed:f32@rad/s yawspeed:f32@rad/s pose_covariance:f32[21] velocity_covariance:f32[21]
  + reset_counter:u8 estimator_type:u8 quality:i8@%
`;

/** Gimbals: the current protocol (280 to 288) and the older mounts that ArduPilot still speaks. */
export const gimbal = `
156 MOUNT_CONFIGURE
  target_system:u8 target_component:u8 mount_mode:u8 stab_roll:u8 stab_pitch:u8 stab_yaw:u8
157 MOUNT_CONTROL
  target_system:u8 target_component:u8 input_a:i32 input_b:i32 input_c:i32 save_position:u8
158 MOUNT_STATUS
  target_system:u8 target_component:u8 pointing_a:i32@cdeg pointing_b:i32@cdeg pointing_c:i32@cdeg + mount_mode:u8
265 MOUNT_ORIENTATION
  time_boot_ms:u32@ms roll:f32@deg pitch:f32@deg yaw:f32@deg + yaw_absolute:f32@deg
280 GIMBAL_MANAGER_INFORMATION
  time_boot_ms:u32@ms cap_flags:u32 gimbal_device_id:u8 roll_min:f32@rad roll_max:f32@rad pitch_min:f32@rad
  pitch_max:f32@rad yaw_min:f32@rad yaw_max:f32@rad
281 GIMBAL_MANAGER_STATUS
  time_boot_ms:u32@ms flags:u32 gimbal_device_id:u8 primary_control_sysid:u8 primary_control_compid:u8
  secondary_control_sysid:u8 secondary_control_compid:u8
282 GIMBAL_MANAGER_SET_ATTITUDE
  target_system:u8 target_component:u8 flags:u32 gimbal_device_id:u8 q:f32[4] angular_velocity_x:f32@rad/s
  angular_velocity_y:f32@rad/s angular_velocity_z:f32@rad/s
283 GIMBAL_DEVICE_INFORMATION
  time_boot_ms:u32@ms vendor_name:char[32] model_name:char[32] custom_name:char[32] firmware_version:u32
  hardware_version:u32 uid:id64 cap_flags:u16 custom_cap_flags:u16 roll_min:f32@rad roll_max:f32@rad pitch_min:f32@rad
  pitch_max:f32@rad yaw_min:f32@rad yaw_max:f32@rad + gimbal_device_id:u8 cap_flags2:u32
284 GIMBAL_DEVICE_SET_ATTITUDE
  target_system:u8 target_component:u8 flags:u16 q:f32[4] angular_velocity_x:f32@rad/s angular_velocity_y:f32@rad/s
  angular_velocity_z:f32@rad/s
285 GIMBAL_DEVICE_ATTITUDE_STATUS
  target_system:u8 target_component:u8 time_boot_ms:u32@ms flags:u16 q:f32[4] angular_velocity_x:f32@rad/s
  angular_velocity_y:f32@rad/s angular_velocity_z:f32@rad/s failure_flags:u32 + delta_yaw:f32@rad
  delta_yaw_velocity:f32@rad/s gimbal_device_id:u8
286 AUTOPILOT_STATE_FOR_GIMBAL_DEVICE
  target_system:u8 target_component:u8 time_boot_us:u64@us q:f32[4] q_estimated_delay_us:u32@us vx:f32@m/s vy:f32@m/s
  vz:f32@m/s v_estimated_delay_us:u32@us feed_forward_angular_velocity_z:f32@rad/s estimator_status:u16 landed_state:u8
  + angular_velocity_z:f32@rad/s
287 GIMBAL_MANAGER_SET_PITCHYAW
  target_system:u8 target_component:u8 flags:u32 gimbal_device_id:u8 pitch:f32@rad yaw:f32@rad pitch_rate:f32@rad/s
  yaw_rate:f32@rad/s
288 GIMBAL_MANAGER_SET_MANUAL_CONTROL
  target_system:u8 target_component:u8 flags:u32 gimbal_device_id:u8 pitch:f32 yaw:f32 pitch_rate:f32 yaw_rate:f32
`;

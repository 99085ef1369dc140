/** Attitude references and wind as ArduPilot and PX4 estimate them. */
export const ahrs = `
163 AHRS
  omegaIx:f32@rad/s omegaIy:f32@rad/s omegaIz:f32@rad/s accel_weight:f32 renorm_val:f32 error_rp:f32 error_yaw:f32
164 SIMSTATE
  roll:f32@rad pitch:f32@rad yaw:f32@rad xacc:f32@m/s/s yacc:f32@m/s/s zacc:f32@m/s/s xgyro:f32@rad/s ygyro:f32@rad/s
  zgyro:f32@rad/s lat:i32@degE7 lng:i32@degE7
168 WIND
  direction:f32@deg speed:f32@m/s speed_z:f32@m/s
178 AHRS2
  roll:f32@rad pitch:f32@rad yaw:f32@rad altitude:f32@m lat:i32@degE7 lng:i32@degE7
182 AHRS3
  roll:f32@rad pitch:f32@rad yaw:f32@rad altitude:f32@m lat:i32@degE7 lng:i32@degE7 v1:f32 v2:f32 v3:f32 v4:f32
231 WIND_COV
  time_usec:u64@us wind_x:f32@m/s wind_y:f32@m/s wind_z:f32@m/s var_horiz:f32@m/s var_vert:f32@m/s wind_alt:f32@m
  horiz_accuracy:f32@m/s vert_accuracy:f32@m/s
`;

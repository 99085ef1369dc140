/** Inertial, magnetic and pressure sensors and their calibration. */
export const sensors = `
26 SCALED_IMU
  time_boot_ms:u32@ms xacc:i16@mG yacc:i16@mG zacc:i16@mG xgyro:i16@mrad/s ygyro:i16@mrad/s zgyro:i16@mrad/s
  xmag:i16@mgauss ymag:i16@mgauss zmag:i16@mgauss + temperature:i16@cdegC
27 RAW_IMU
  time_usec:u64@us xacc:i16 yacc:i16 zacc:i16 xgyro:i16 ygyro:i16 zgyro:i16 xmag:i16 ymag:i16 zmag:i16
  + id:u8 temperature:i16@cdegC
28 RAW_PRESSURE
  time_usec:u64@us press_abs:i16 press_diff1:i16 press_diff2:i16 temperature:i16
29 SCALED_PRESSURE
  time_boot_ms:u32@ms press_abs:f32@hPa press_diff:f32@hPa temperature:i16@cdegC + temperature_press_diff:i16@cdegC
105 HIGHRES_IMU
  time_usec:u64@us xacc:f32@m/s/s yacc:f32@m/s/s zacc:f32@m/s/s xgyro:f32@rad/s ygyro:f32@rad/s zgyro:f32@rad/s
  xmag:f32@gauss ymag:f32@gauss zmag:f32@gauss abs_pressure:f32@hPa diff_pressure:f32@hPa pressure_alt:f32
  temperature:f32@degC fields_updated:u16 + id:u8
116 SCALED_IMU2
  time_boot_ms:u32@ms xacc:i16@mG yacc:i16@mG zacc:i16@mG xgyro:i16@mrad/s ygyro:i16@mrad/s zgyro:i16@mrad/s
  xmag:i16@mgauss ymag:i16@mgauss zmag:i16@mgauss + temperature:i16@cdegC
129 SCALED_IMU3
  time_boot_ms:u32@ms xacc:i16@mG yacc:i16@mG zacc:i16@mG xgyro:i16@mrad/s ygyro:i16@mrad/s zgyro:i16@mrad/s
  xmag:i16@mgauss ymag:i16@mgauss zmag:i16@mgauss + temperature:i16@cdegC
137 SCALED_PRESSURE2
  time_boot_ms:u32@ms press_abs:f32@hPa press_diff:f32@hPa temperature:i16@cdegC + temperature_press_diff:i16@cdegC
143 SCALED_PRESSURE3
  time_boot_ms:u32@ms press_abs:f32@hPa press_diff:f32@hPa temperature:i16@cdegC + temperature_press_diff:i16@cdegC
150 SENSOR_OFFSETS
  mag_ofs_x:i16 mag_ofs_y:i16 mag_ofs_z:i16 mag_declination:f32@rad raw_press:i32 raw_temp:i32 gyro_cal_x:f32
  gyro_cal_y:f32 gyro_cal_z:f32 accel_cal_x:f32 accel_cal_y:f32 accel_cal_z:f32
174 AIRSPEED_AUTOCAL
  vx:f32@m/s vy:f32@m/s vz:f32@m/s diff_pressure:f32@Pa EAS2TAS:f32 ratio:f32 state_x:f32 state_y:f32 state_z:f32
  Pax:f32 Pby:f32 Pcz:f32
177 COMPASSMOT_STATUS
  throttle:u16@d% current:f32@A interference:u16@% CompensationX:f32 CompensationY:f32 CompensationZ:f32
191 MAG_CAL_PROGRESS
  compass_id:u8 cal_mask:u8 cal_status:u8 attempt:u8 completion_pct:u8@% completion_mask:u8[10] direction_x:f32
  direction_y:f32 direction_z:f32
192 MAG_CAL_REPORT
  compass_id:u8 cal_mask:u8 cal_status:u8 autosaved:u8 fitness:f32@mgauss ofs_x:f32 ofs_y:f32 ofs_z:f32 diag_x:f32
  diag_y:f32 diag_z:f32 offdiag_x:f32 offdiag_y:f32 offdiag_z:f32 + orientation_confidence:f32 old_orientation:u8
  new_orientation:u8 scale_factor:f32
241 VIBRATION
  time_usec:u64@us vibration_x:f32 vibration_y:f32 vibration_z:f32 clipping_0:u32 clipping_1:u32 clipping_2:u32
11020 AOA_SSA
  time_usec:u64@us AOA:f32@deg SSA:f32@deg
12920 HYGROMETER_SENSOR
  id:u8 temperature:i16@cdegC humidity:u16@c%
`;

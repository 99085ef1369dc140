/** Satellite navigation and estimator health. */
export const gnss = `
24 GPS_RAW_INT
  time_usec:u64@us fix_type:u8 lat:i32@degE7 lon:i32@degE7 alt:i32@mm eph:u16 epv:u16 vel:u16@cm/s cog:u16@cdeg
  satellites_visible:u8 + alt_ellipsoid:i32@mm h_acc:u32@mm v_acc:u32@mm vel_acc:u32@mm/s hdg_acc:u32@degE5 yaw:u16@cdeg
25 GPS_STATUS
  satellites_visible:u8 satellite_prn:u8[20] satellite_used:u8[20] satellite_elevation:u8[20]@deg
  satellite_azimuth:u8[20]@deg satellite_snr:u8[20]@dB
123 GPS_INJECT_DATA
  target_system:u8 target_component:u8 len:u8@bytes data:u8[110]
124 GPS2_RAW
  time_usec:u64@us fix_type:u8 lat:i32@degE7 lon:i32@degE7 alt:i32@mm eph:u16 epv:u16 vel:u16@cm/s cog:u16@cdeg
  satellites_visible:u8 dgps_numch:u8 dgps_age:u32@ms + yaw:u16@cdeg alt_ellipsoid:i32@mm h_acc:u32@mm v_acc:u32@mm
  vel_acc:u32@mm/s hdg_acc:u32@degE5
127 GPS_RTK
  time_last_baseline_ms:u32@ms rtk_receiver_id:u8 wn:u16 tow:u32@ms rtk_health:u8 rtk_rate:u8@Hz nsats:u8
  baseline_coords_type:u8 baseline_a_mm:i32@mm baseline_b_mm:i32@mm baseline_c_mm:i32@mm accuracy:u32
  iar_num_hypotheses:i32
128 GPS2_RTK
  time_last_baseline_ms:u32@ms rtk_receiver_id:u8 wn:u16 tow:u32@ms rtk_health:u8 rtk_rate:u8@Hz nsats:u8
  baseline_coords_type:u8 baseline_a_mm:i32@mm baseline_b_mm:i32@mm baseline_c_mm:i32@mm accuracy:u32
  iar_num_hypotheses:i32
193 EKF_STATUS_REPORT
  flags:u16 velocity_variance:f32 pos_horiz_variance:f32 pos_vert_variance:f32 compass_variance:f32
  terrain_alt_variance:f32 + airspeed_variance:f32
230 ESTIMATOR_STATUS
  time_usec:u64@us flags:u16 vel_ratio:f32 pos_horiz_ratio:f32 pos_vert_ratio:f32 mag_ratio:f32 hagl_ratio:f32
  tas_ratio:f32 pos_horiz_accuracy:f32@m pos_vert_accuracy:f32@m
232 GPS_INPUT
  time_usec:u64@us gps_id:u8 ignore_flags:u16 time_week_ms:u32@ms time_week:u16 fix_type:u8 lat:i32@degE7 lon:i32@degE7
  alt:f32@m hdop:f32 vdop:f32 vn:f32@m/s ve:f32@m/s vd:f32@m/s speed_accuracy:f32@m/s horiz_accuracy:f32@m
  vert_accuracy:f32@m satellites_visible:u8 + yaw:u16@cdeg
233 GPS_RTCM_DATA
  flags:u8 len:u8@bytes data:u8[180]
441 GNSS_INTEGRITY
  id:u8 system_errors:u32 authentication_state:u8 jamming_state:u8 spoofing_state:u8 raim_state:u8 raim_hfom:u16@cm
  raim_vfom:u16@cm corrections_quality:u8 system_status_summary:u8 gnss_signal_quality:u8 post_processing_quality:u8
`;

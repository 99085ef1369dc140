/** Batteries, power rails, processor and board health. */
export const power = `
125 POWER_STATUS
  Vcc:u16@mV Vservo:u16@mV flags:u16
147 BATTERY_STATUS
  id:u8 battery_function:u8 type:u8 temperature:i16@cdegC voltages:u16[10]@mV current_battery:i16@cA
  current_consumed:i32@mAh energy_consumed:i32@hJ battery_remaining:i8@% + time_remaining:i32@s charge_state:u8
  voltages_ext:u16[4]@mV mode:u8 fault_bitmask:u32
152 MEMINFO
  brkval:u16 freemem:u16@bytes + freemem32:u32@bytes
165 HWSTATUS
  Vcc:u16@mV I2Cerr:u8
181 BATTERY2
  voltage:u16@mV current_battery:i16@cA
370 SMART_BATTERY_INFO
  id:u8 battery_function:u8 type:u8 capacity_full_specification:i32@mAh capacity_full:i32@mAh cycle_count:u16
  serial_number:char[16] device_name:char[50] weight:u16@g discharge_minimum_voltage:u16@mV
  charging_minimum_voltage:u16@mV resting_minimum_voltage:u16@mV + charging_maximum_voltage:u16@mV
  cells_in_series:u8 discharge_maximum_current:u32@mA discharge_maximum_burst_current:u32@mA manufacture_date:char[11]
371 FUEL_STATUS
  id:u8 maximum_fuel:f32 consumed_fuel:f32 remaining_fuel:f32 percent_remaining:u8@% flow_rate:f32 temperature:f32@K
  fuel_type:u32
372 BATTERY_INFO
  id:u8 battery_function:u8 type:u8 state_of_health:u8@% cells_in_series:u8 cycle_count:u16 weight:u16@g
  discharge_minimum_voltage:f32@V charging_minimum_voltage:f32@V resting_minimum_voltage:f32@V
  charging_maximum_voltage:f32@V charging_maximum_current:f32@A nominal_voltage:f32@V discharge_maximum_current:f32@A
  discharge_maximum_burst_current:f32@A design_capacity:f32@Ah full_charge_capacity:f32@Ah manufacture_date:char[9]
  serial_number:char[32] name:char[50]
390 ONBOARD_COMPUTER_STATUS
  time_usec:u64@us uptime:u32@ms type:u8 cpu_cores:u8[8] cpu_combined:u8[10] gpu_cores:u8[4] gpu_combined:u8[10]
  temperature_board:i8@degC temperature_core:i8[8]@degC fan_speed:i16[4]@rpm ram_usage:u32@MiB ram_total:u32@MiB
  storage_type:u32[4] storage_usage:u32[4]@MiB storage_total:u32[4]@MiB link_type:u32[6] link_tx_rate:u32[6]@KiB/s
  link_rx_rate:u32[6]@KiB/s link_tx_max:u32[6]@KiB/s link_rx_max:u32[6]@KiB/s + status_flags:u16
11039 MCU_STATUS
  id:u8 MCU_temperature:i16@cdegC MCU_voltage:u16@mV MCU_voltage_min:u16@mV MCU_voltage_max:u16@mV
`;

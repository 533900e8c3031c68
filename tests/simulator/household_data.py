"""The household of the demo: what its devices are called, show and do by themselves.

Keys are the file names of ``tests/fixtures/products``; a product that is not named here
gets a device all the same, with values that fit its definition.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Drift:
    """A reading that follows a set point, or wanders within limits of its own."""

    reading: str
    step: float
    target: str | None = None
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Member:
    """One product of the household."""

    alias: str
    values: dict[str, Any] = field(default_factory=dict)
    drifts: tuple[Drift, ...] = ()
    pressed: tuple[str, ...] = ()


MEMBERS: dict[str, Member] = {
    "spa": Member(
        "Garden spa",
        {
            "power": True,
            "heater": True,
            "filter": True,
            "temp_set": 38,
            "temp_now": 34,
            "heat_delay": 59940,
            "heat_run": 59940,
            "filter_run": 59940,
            "filter_hours": 214,
        },
        (Drift("temp_now", 1, "temp_set"),),
        ("heater", "panel_lock"),
    ),
    "room_thermostat": Member(
        "Living room",
        {
            "power": True,
            "set_temp": 21,
            "away_temp": 12,
            "room_temp": 19.4,
            "floor_temp": 23.1,
            "humidity": 46,
            "heating_state": True,
            "backlight": 40,
            "temp_offset": 0,
            "floor_limit": 28,
        },
        (
            Drift("room_temp", 0.1, "set_temp"),
            Drift("humidity", 1, low=38, high=58),
        ),
        ("power", "child_lock"),
    ),
    "boiler": Member(
        "Boiler",
        {
            "CH_Switch": True,
            "DHW_Switch": True,
            "RoomTarget_Day": 21,
            "RoomTarget_Night": 17,
            "Room_Temp": 20,
            "Outdoor_Temp": 7,
            "DHW_Target": 52,
            "DHW_Target_Now": 52,
            "DHW_Target_Min": 35,
            "DHW_Target_Max": 60,
            "CH_Target_Min": 30,
            "CH_Target_Max": 80,
            "Tank_Temp": 48,
            "Flow_Temp": 55,
            "Flow_Target": 58,
            "Return_Temp": 42,
            "Water_Pressure": 1.5,
            "Comp_Slope": 1.2,
            "Pump_Running": True,
            "Flame_On": True,
            "Link_Status": 3,
            "Burner_Starts": 1824,
        },
        (
            Drift("Room_Temp", 0.5, "RoomTarget_Day"),
            Drift("Tank_Temp", 0.5, "DHW_Target"),
            Drift("Flow_Temp", 0.5, low=45, high=65),
        ),
        ("Flame_On", "DHW_Switch"),
    ),
    "aquarium_light": Member(
        "Aquarium light",
        {
            "switch": True,
            "ch_white": 80,
            "ch_warm": 35,
            "ch_blue": 60,
            "ch_red": 25,
            "ch_green": 30,
            "scene1_level": 30,
            "scene2_level": 90,
            "ramp_min": 15,
        },
        pressed=("switch", "TimerON"),
    ),
    "reef_wavemaker_ble": Member(
        "Reef wavemaker",
        {
            "SwitchON": True,
            "Mode": "波浪",
            "Linkage": "单机",
            "Flow": 65,
            "Pulse_Rate": 40,
            "FeedTime": 10,
        },
        (Drift("AutoFlow", 5, low=30, high=90),),
        ("SwitchON", "FeedSwitch"),
    ),
    "doser": Member(
        "Dosing pump",
        {
            "master": True,
            "plan1_on": True,
            "plan2_on": True,
            "head_count": 6,
            "stock1": 740,
            "stock2": 512,
            "stock3": 1200,
            "cal_volume": 20,
            "cal_seconds": 30,
        },
        (Drift("stock1", 3, low=100, high=740),),
        ("pump1",),
    ),
    "fan": Member(
        "Bedroom fan",
        {"power": True, "speed": 4, "room_temp": 23, "filter_life": 71},
        (Drift("room_temp", 1, low=20, high=27),),
        ("power", "oscillate"),
    ),
    "energy_meter": Member(
        "Main meter",
        {
            "relay": True,
            "voltage": 230.4,
            "current": 3.21,
            "power": 712.5,
            "reactive_power": 40.2,
            "frequency": 50.01,
            "power_factor": 0.97,
            "energy_import": 4821.37,
            "energy_export": 12.5,
            "temperature": 31,
            "overload_limit": 9000,
        },
        (
            Drift("power", 45.5, low=180, high=2400),
            Drift("voltage", 0.4, low=226, high=236),
        ),
    ),
    "pet_house": Member(
        "Rex's house",
        {
            "Temperature": 18,
            "Humidity": 55,
            "Pet_Inside": True,
            "Lamp_OnOff": True,
            "Lamp_Color": "暖黄",
            "Lamp_R": 200,
            "Lamp_G": 120,
        },
        (Drift("Temperature", 1, low=12, high=24),),
        ("Pet_Inside", "Lamp_OnOff"),
    ),
    "pet_feeder": Member(
        "Cat feeder",
        {"SwitchON": True, "Portion": 3, "battery": 82, "food_weight": 1240},
        pressed=("TimerON", "low_food"),
    ),
    "air_conditioner": Member(
        "卧室空调",
        {
            "switch": True,
            "mode": "制热",
            "set_temp": 22,
            "room_temp": 20,
            "pm25": 18,
            "co2": 720,
        },
        (Drift("room_temp", 1, "set_temp"), Drift("co2", 20, low=450, high=1300)),
        ("switch", "swing_v"),
    ),
    "bedside_light": Member(
        "Bedside lamp",
        {"light_on": True, "brightness": 60, "color_temp": 3000},
        pressed=("light_on",),
    ),
    "heat_pump_water_heater": Member(
        "Hot water",
        {
            "Cmd_OnOff": True,
            "Set_Temp": 52,
            "Set_Mode": 1,
            "Top_Temp": 49,
            "Bottom_Temp": 41,
            "Ambient_Temp": 11,
            "Run_State": 2,
            "Out_Compressor": True,
            "Compressor_Freq": 48,
        },
        (Drift("Top_Temp", 1, "Set_Temp"),),
        ("Cmd_Boost",),
    ),
    "dehumidifier": Member(
        "Cellar dehumidifier",
        {"power": True, "target_humidity": 50, "humidity": 63, "temperature": 14},
        (Drift("humidity", 1, "target_humidity"),),
        ("power",),
    ),
    "ph_controller": Member(
        "Reef probe",
        {"pH": 8.14, "ORP": 362, "EC": 0, "WaterTemp": 25.3, "TDS": 0},
        (
            Drift("pH", 0.01, low=7.9, high=8.4),
            Drift("WaterTemp", 0.1, low=24, high=27),
        ),
        ("HEAT_RELAY",),
    ),
    "irrigation_valve": Member(
        "Lawn and beds",
        {
            "run_min1": 15,
            "run_min2": 20,
            "battery": 91,
            "soil_moisture": 34,
            "water_total": 18240.5,
        },
        (Drift("soil_moisture", 1, low=20, high=60),),
        ("valve1", "valve2"),
    ),
    "pilot_heater": Member(
        "Salon",
        {
            "mode": "comfort",
            "current_mode": "comfort",
            "room_tempL": 198,
            "comfort_tempL": 205,
            "eco_tempL": 170,
            "humidity": 51,
            "power_now": 1000,
        },
        pressed=("window_detect",),
    ),
    "curtain": Member("Study curtain", {"position": 100, "set_position": 100}),
    "door_sensor": Member(
        "Front door", {"battery": 77, "rssi": -61}, pressed=("contact",)
    ),
    "robot_vacuum": Member(
        "Rovi",
        {"status": "charged", "battery": 100, "side_brush": 64, "clean_area": 41.5},
    ),
    "timer_switch": Member(
        "Desk power strip",
        {"master": True, "outlet1": True, "outlet3": True},
        pressed=("outlet2", "outlet5"),
    ),
    "hot_tub": Member(
        "Hot tub",
        {"power": True, "unit_celsius": True, "target_temp": 38, "water_temp": 35},
        (Drift("water_temp", 1, "target_temp"),),
    ),
    "sous_vide": Member(
        "Kitchen cooker",
        {"onoff": True, "set_temp_int": 57, "real_temp_int": 41, "cook_hours": 2},
        (Drift("real_temp_int", 1, "set_temp_int"),),
    ),
    "inverter": Member(
        "Balcony solar",
        {
            "SMC_run": True,
            "SM_power": 412,
            "SM_energy": 1288.42,
            "SM_grid_v": 231.2,
            "SM_grid_f": 50,
            "SM_temp": 38.5,
            "SMC_limit": 100,
        },
        (Drift("SM_power", 12, low=60, high=780),),
    ),
    "marine_light": Member(
        "Reef light",
        {"switch": True, "color_white": 60, "color_blue": 90, "color_violet": 40},
        pressed=("Clouds_onoff",),
    ),
    "panel_heater": Member("Hall heater", {"cur_temp": 18.5}),
    "reef_cabinet": Member(
        "Sump cabinet",
        {"Sw_Pump": True, "Level_Pump": 2, "Level_Skimmer": 3, "Water_Temp": 25.5},
        pressed=("Sw_NightLamp",),
    ),
    "voice_toy": Member("Bear", {"battery": 64, "volume": 55, "rssi": -48}),
    "reef_wavemaker": Member("Left wavemaker", {"SwitchON": True, "Flow": 55}),
    "reef_wavemaker_old": Member("Old wavemaker", {"Flow": 45}),
}

# Definitions for parsers to survive; nobody has such a device at home.
ODD = ("broken", "oddities", "passthrough")

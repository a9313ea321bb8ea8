module example.com/order/fan_in_channel_ok

go 1.24

module example.com/order/range_channel_closed_ok

go 1.24

module example.com/order/channel_close_ok

go 1.24

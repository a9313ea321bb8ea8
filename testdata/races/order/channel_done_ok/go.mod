module example.com/order/channel_done_ok

go 1.24

module example.com/order/channel_buffered_ok

go 1.24

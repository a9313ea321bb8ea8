module example.com/real/hub_broadcast_ok

go 1.24

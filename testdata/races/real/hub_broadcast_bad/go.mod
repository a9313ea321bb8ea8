module example.com/real/hub_broadcast_bad

go 1.24

module example.com/real/broker_ok

go 1.24

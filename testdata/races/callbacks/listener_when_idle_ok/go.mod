module example.com/callbacks/listener_when_idle_ok

go 1.24

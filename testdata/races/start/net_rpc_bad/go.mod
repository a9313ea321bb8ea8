module example.com/start/net_rpc_bad

go 1.24

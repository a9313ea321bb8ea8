module example.com/lang/embedded_promoted_ok

go 1.24

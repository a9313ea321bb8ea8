module example.com/lang/embedded_promoted_bad

go 1.24

module example.com/lang/switch_fallthrough_bad

go 1.24

module example.com/real/method_on_map_type_guard_ok

go 1.24

module example.com/guard/gathered_objects_ok

go 1.24

module example.com/guard/gathered_objects_bad

go 1.24

module example.com/callbacks/stand_in_for_absent_ok

go 1.24

module example.com/callbacks/stand_in_for_absent_bad

go 1.24

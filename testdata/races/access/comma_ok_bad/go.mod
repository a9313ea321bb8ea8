module example.com/access/comma_ok_bad

go 1.24

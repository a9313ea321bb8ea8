module example.com/access/nested_two_parts_bad

go 1.24

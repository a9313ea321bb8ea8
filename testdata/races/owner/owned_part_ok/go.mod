module example.com/owner/owned_part_ok

go 1.24

module example.com/owner/stopped_in_other_case_bad

go 1.24

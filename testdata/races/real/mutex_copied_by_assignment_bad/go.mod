module example.com/real/mutex_copied_by_assignment_bad

go 1.24

module example.com/locks/taken_if_asked_ok

go 1.24

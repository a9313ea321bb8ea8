module example.com/real/mock_recorder_bad

go 1.24

module example.com/order/job_range_fed_bad

go 1.24

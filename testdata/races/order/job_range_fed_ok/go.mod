module example.com/order/job_range_fed_ok

go 1.24

module example.com/order/job_queue_fed_bad

go 1.24

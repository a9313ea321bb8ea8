module example.com/order/job_queue_fed_ok

go 1.24

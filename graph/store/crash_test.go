package store_test

const writerEnv = "KG_TEST_WRITER"

func writerMain() int { return 0 }

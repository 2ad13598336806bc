from bench.load.main import main

main()

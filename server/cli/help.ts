export const HELP = `kasir: the payment server behind <kasir-checkout>

  kasir serve                   run the server, configured by the environment
  kasir demo                    run the server with a demo shop and simulated providers
  kasir migrate                 migrate the storage to this version and exit
  kasir migrate-store           copy everything from one storage to another (--from, --to or --undo)
  kasir events redeliver <id>   queue an event for redelivery to the storefront
  kasir reconcile               compare payments with what their provider says
  kasir verify-ledger           check that nobody has changed or removed what is in the books
  kasir keys new                print new random secrets for the environment
  kasir sri                     print the hashes of the widget's files
  kasir --version               print the version
  kasir --help                  print this help

All configuration variables are documented in the README of @kasir/server.
`;

export const HELP = `kasir: the checkout counter's server

  kasir serve                   run the server; configured by the environment
  kasir demo                    run it with a demo shop and simulated providers, for looking at
  kasir migrate                 bring the storage to this version, then end
  kasir events redeliver <id>   send an event to the storefront again
  kasir keys new                print fresh random secrets, ready for the environment
  kasir sri                     print the hashes of the widget's files
  kasir --version               print the version
  kasir --help                  this text

Every variable is described in the README of @kasir/server.
`;

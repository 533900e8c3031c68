"""What people meet when the cloud, the network or their own machine is not well."""

nav-thread = My thread
nav-group = My group
nav-topics = Topics
# The place where the reader is at home, by its level.
nav-node-nation = The country
nav-node-state = My state
nav-node-region = My region
nav-node-sector = My sector
nav-node-zone = My zone
nav-node-municipality = My municipality
nav-node-school = My school
nav-node-microregion = My microregion
nav-node-local = My community

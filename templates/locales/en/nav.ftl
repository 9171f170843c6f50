nav-thread = My thread
nav-group = My group
nav-topics = Topics
nav-node = My school

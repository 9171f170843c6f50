
mod ground;
mod table;
mod walk;

//! Two pieces of work that do not touch each other, and how they are done: the only place here that knows threads.

/// Does two pieces of work and waits for both.
pub trait Pair: Sync {
    /// In whatever order, or at the same time.
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send));
}

/// At the same time, on two threads. Where the system gives no second thread, one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct SideBySide;

/// One after the other, on this thread. Answers are the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct InTurn;

impl Pair for SideBySide {
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        let other = std::sync::Mutex::new(other);
        let work = || other.lock().expect("nobody else has it")();
        std::thread::scope(|scope| {
            let second = std::thread::Builder::new().spawn_scoped(scope, work);
            one();
            match second {
                Ok(handle) => {
                    if let Err(panic) = handle.join() {
                        std::panic::resume_unwind(panic);
                    }
                }
                Err(_) => work(),
            }
        });
    }
}

impl Pair for InTurn {
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        one();
        other();
    }
}

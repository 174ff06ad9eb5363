//! Reads that many ask for at the same moment, done once for all of them: thousands open the front
//! page within the same second, and each of them may see what one statement found, as long as that
//! statement began after they asked. Nothing is kept for those who come later (decisions/0045).

use crate::Result;
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// The shared reads of a database, one for each type of value.
#[derive(Default)]
pub(crate) struct Together(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

/// One shared read: how many have begun, and the latest that ended.
struct Turns<T> {
    begun: AtomicU64,
    latest: tokio::sync::Mutex<Latest<T>>,
}

struct Latest<T> {
    number: u64,
    /// Nothing where it failed.
    value: Option<Arc<T>>,
}

impl Together {
    fn turns<T: Send + Sync + 'static>(&self) -> Arc<Turns<T>> {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = tokio::sync::Mutex::new(Latest::<T> { number: 0, value: None });
        let known = map.get(&TypeId::of::<T>()).cloned().and_then(|any| any.downcast().ok());
        known.unwrap_or_else(|| {
            let turns = Arc::new(Turns { begun: AtomicU64::new(0), latest });
            map.insert(TypeId::of::<T>(), turns.clone());
            turns
        })
    }

    /// What a read that begins after this call finds; `read` is run unless another one does.
    pub(crate) async fn get<T: Send + Sync + 'static>(
        &self,
        read: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        let turns = self.turns::<T>();
        let before = turns.begun.load(Ordering::SeqCst);
        let mut latest = turns.latest.lock().await;
        if latest.number > before {
            if let Some(value) = &latest.value {
                return Ok(value.clone());
            }
            // That one failed. Waiting in line for the next to fail would take for ever.
            drop(latest);
            return read.await.map(Arc::new);
        }
        latest.number = turns.begun.fetch_add(1, Ordering::SeqCst) + 1;
        latest.value = None;
        let value = Arc::new(read.await?);
        latest.value = Some(value.clone());
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use tokio::{sync::Notify, task::JoinSet};

    /// A database in miniature: a number that acts change, how often it was read, and a gate at
    /// which a read waits, having read.
    #[derive(Default)]
    struct World {
        value: AtomicU64,
        reads: AtomicU64,
        gate: Notify,
    }

    impl World {
        async fn read(&self) -> Result<u64> {
            self.reads.fetch_add(1, Ordering::SeqCst);
            let value = self.value.load(Ordering::SeqCst);
            self.gate.notified().await;
            if value == u64::MAX { Err(Error::PoolTimedOut) } else { Ok(value) }
        }
    }

    /// Starts so many askers and lets each come as far as it can.
    async fn ask(world: &Arc<World>, together: &Arc<Together>, many: usize) -> JoinSet<Result<Arc<u64>>> {
        let mut askers = JoinSet::new();
        for _ in 0..many {
            let (world, together) = (world.clone(), together.clone());
            askers.spawn(async move { together.get(world.read()).await });
        }
        settle().await;
        askers
    }

    async fn settle() {
        for _ in 0..200 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn those_who_wait_share_one_read_that_began_after_they_asked() {
        let (world, together) = (Arc::new(World::default()), Arc::new(Together::default()));
        let first = ask(&world, &together, 1).await;
        // The first one has read already when this changes; whoever asks from now on must see it.
        world.value.store(7, Ordering::SeqCst);
        let rest = ask(&world, &together, 50).await;
        assert_eq!(world.reads.load(Ordering::SeqCst), 1, "one read at a time");
        for _ in 0..2 {
            world.gate.notify_one();
            settle().await;
        }
        assert_eq!(
            first.join_all().await.into_iter().map(|got| got.ok().map(|got| *got)).collect::<Vec<_>>(),
            [Some(0)]
        );
        assert!(rest.join_all().await.into_iter().all(|got| got.is_ok_and(|got| *got == 7)));
        assert_eq!(world.reads.load(Ordering::SeqCst), 2, "one for the first, one for the fifty");
    }

    #[tokio::test]
    async fn whoever_asks_later_reads_again() {
        let (world, together) = (Arc::new(World::default()), Arc::new(Together::default()));
        for value in 1..=3 {
            world.value.store(value, Ordering::SeqCst);
            world.gate.notify_one();
            assert!(together.get(world.read()).await.is_ok_and(|got| *got == value));
        }
        assert_eq!(world.reads.load(Ordering::SeqCst), 3);
    }

    #[tokio::test]
    async fn a_read_that_fails_keeps_nobody_in_line() {
        let (world, together) = (Arc::new(World::default()), Arc::new(Together::default()));
        let first = ask(&world, &together, 1).await;
        world.value.store(u64::MAX, Ordering::SeqCst);
        let rest = ask(&world, &together, 20).await;
        for _ in 0..2 {
            world.gate.notify_one();
            settle().await;
        }
        assert_eq!(world.reads.load(Ordering::SeqCst), 21, "the shared read failed, and each reads at once");
        world.gate.notify_waiters();
        assert!(first.join_all().await.into_iter().all(|got| got.is_ok()));
        assert!(rest.join_all().await.into_iter().all(|got| got.is_err()));
    }

    #[tokio::test]
    async fn a_reader_that_goes_away_leaves_the_turn_to_the_next() {
        let (world, together) = (Arc::new(World::default()), Arc::new(Together::default()));
        let mut first = ask(&world, &together, 1).await;
        let rest = ask(&world, &together, 5).await;
        first.abort_all();
        settle().await;
        world.gate.notify_one();
        assert!(rest.join_all().await.into_iter().all(|got| got.is_ok()));
        assert_eq!(world.reads.load(Ordering::SeqCst), 2, "the one that went away, and one for the rest");
    }
}
